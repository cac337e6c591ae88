/// Where a fault can strike: the operations of the service, the files beside it, and its callbacks.
enum FaultPoint: String, Hashable, Sendable, CaseIterable {
  case initialize = "init"
  case add
  case delete
  case clear
  case preview
  case create
  case get
  case list
  /// A file that is read, an upload too.
  case media
  /// A file that is put.
  case upload
  /// A callback that the simulator sends.
  case callback

  init(_ route: Route, method: String) {
    switch route {
    case .selection(.initialize): self = .initialize
    case .selection(.add): self = .add
    case .selection(.delete): self = .delete
    case .selection(.clear): self = .clear
    case .selection(.preview): self = .preview
    case .create: self = .create
    case .task: self = .get
    case .list: self = .list
    case .media: self = .media
    case .upload: self = method == "PUT" ? .upload : .media
    }
  }

  /// Those that answer in the service's envelope and ask for a key.
  static let operations: Set<FaultPoint> = [
    .initialize, .add, .delete, .clear, .preview, .create, .get, .list,
  ]
  /// Those that answer a request.
  static let requests = operations.union([.media, .upload])
  /// Those that use a session that is there.
  static let sessions: Set<FaultPoint> = [.add, .delete, .clear, .preview, .create]
}
