// The first file of `PNGCodec` replaces this one.
