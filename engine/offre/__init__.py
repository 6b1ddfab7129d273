"""Family `offre`: the sessions that the CARIF-OREF publishes, and why one cannot be used yet."""
