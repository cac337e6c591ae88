// The first test of `KEditEngine` replaces this file.
