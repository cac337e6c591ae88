// The first file of `KEditEngine` replaces this one.
