"""What the reads answer, field by field: the schemas of the OpenAPI description."""
