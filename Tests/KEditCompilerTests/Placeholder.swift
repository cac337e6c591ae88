// The first test of `KEditCompiler` replaces this file.
