"""From pages to the folder of the site: what MkDocs draws, what is filled in, what is kept."""
