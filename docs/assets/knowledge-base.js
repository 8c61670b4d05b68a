/*
 * Runs before the theme's script. The theme takes every alternate in the head for another
 * site's home page: it asks each for a sitemap, on whatever origin, and takes over clicks on
 * links to it. A space after the word hides the links from its selector and means the same.
 */
for (const link of document.head.querySelectorAll("link[rel=alternate]")) link.rel = "alternate ";
