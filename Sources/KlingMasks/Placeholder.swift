// The first file of `KlingMasks` replaces this one.
