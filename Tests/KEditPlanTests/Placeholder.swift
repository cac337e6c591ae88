// The first test of `KEditPlan` replaces this file.
