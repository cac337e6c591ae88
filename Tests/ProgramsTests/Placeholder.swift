// The first test of `Programs` replaces this file.
