// The first file of `KEditCLI` replaces this one.
