// The first test of `MediaFacts` replaces this file.
