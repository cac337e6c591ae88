// The first test of `PosixFiles` replaces this file.
