"""LHEO, the exchange format of the CARIF-OREF: versions 2.2 and 2.3 are read, 2.3 is written."""
