"""One document -> statements, sources, figures, moments and labels. A pure function."""
