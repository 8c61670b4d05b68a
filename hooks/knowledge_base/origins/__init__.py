"""From which line of the content each link of the site comes: for the link checker."""
