// The first file of `Crypto` replaces this one.
