// The first test of `KlingSimulator` replaces this file.
