// The first test of `KEditSyntax` replaces this file.
