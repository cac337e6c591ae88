// The first file of `Programs` replaces this one.
