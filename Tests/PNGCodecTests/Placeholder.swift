// The first test of `PNGCodec` replaces this file.
