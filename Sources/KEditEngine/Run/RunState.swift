/// What the edits of a run share while it lasts.
struct RunState: Sendable {
  /// Everything that happens is recorded here before it has consequences.
  let log: any RunLog
  /// Shared by all edits of a run; `nil` where nothing makes a local video public.
  let uploads: Uploads?
  let window: TaskWindow
  let budget: Budget
}
