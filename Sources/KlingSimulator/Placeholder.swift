// The first file of `KlingSimulator` replaces this one.
