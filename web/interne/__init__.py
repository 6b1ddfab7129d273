"""What our own processes ask the web process, on loopback and under the key they share."""
