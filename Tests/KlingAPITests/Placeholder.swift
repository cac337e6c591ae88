// The first test of `KlingAPI` replaces this file.
