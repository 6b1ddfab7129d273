"""The engine decides: operations, rules, journal and deadlines of KAIROS. It understands no natural language."""
