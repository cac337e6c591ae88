// The first test of `KEditCLI` replaces this file.
