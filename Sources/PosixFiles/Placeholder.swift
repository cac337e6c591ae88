// The first file of `PosixFiles` replaces this one.
