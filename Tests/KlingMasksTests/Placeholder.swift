// The first test of `KlingMasks` replaces this file.
