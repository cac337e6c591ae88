/// Who does the work.
enum ServiceTarget: Sendable {
  case simulator
  case service(ServiceOptions, UploadOptions)

  static let simulate = Flag(
    "simulate", help: "Use a simulated service on this machine, which costs nothing.")

  /// Options of whatever talks to the service.
  static let options = [simulate.declaration] + ServiceOptions.all

  /// What a variable says of the service does not matter to the simulator; an option does.
  init(_ arguments: Arguments) throws(CommandFailure) {
    guard try arguments.isSet(Self.simulate) else {
      self = .service(try ServiceOptions(arguments), try UploadOptions(arguments.environment))
      return
    }
    try Self.checkAlone(arguments)
    self = .simulator
  }

  /// - Throws: a usage failure where a service is named beside `--simulate`.
  static func checkAlone(_ arguments: Arguments) throws(CommandFailure) {
    guard let option = ServiceOptions.all.first(where: { arguments.given[$0.name] != nil })
    else { return }
    throw .usage("--simulate and --\(option.name) cannot be meant together", help: "leave out one")
  }

  var simulates: Bool {
    if case .simulator = self { true } else { false }
  }
}
