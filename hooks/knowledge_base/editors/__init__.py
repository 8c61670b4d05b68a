"""What contributors' editors get from the models: schemas, lists of ids, snippets, a table."""
