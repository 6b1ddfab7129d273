"""The operations of the family, one file each."""
