import Crypto
import OrderedJSON
import PosixFiles
import SQLite

/// The Multi-Elements service, as strict as its documents, over a folder that keeps its state.
///
/// Requests and responses are values: `SimulatorServer` brings them from a socket, tests make them.
/// Several services, of several processes too, may work over one folder.
package struct SimulatedService: Sendable {
  let configuration: SimulatorConfiguration
  let surroundings: SimulatorSurroundings
  let store: SimulatorStore
  let media: MediaFolder
  let notices = NoticeBoard()

  /// Opens a state folder, and makes it where it is missing.
  package init(
    stateFolder: String, configuration: SimulatorConfiguration,
    surroundings: SimulatorSurroundings
  ) throws(SimulatorError) {
    self.configuration = configuration
    self.surroundings = surroundings
    do {
      media = try MediaFolder(path: Path.join(stateFolder, "media"))
    } catch {
      throw SimulatorError(cause: .state, description: "\(error)")
    }
    let file = Path.join(stateFolder, "state.sqlite")
    do {
      store = try SimulatorStore(path: file)
    } catch {
      throw SimulatorError(cause: .state, description: "cannot open \(file): \(error)")
    }
  }

  /// Answers a request; whatever it is, it gets an answer.
  package func handle(_ request: ServiceRequest) async -> ServiceResponse {
    let requestID = randomBytes(16).hexadecimal
    do {
      let route = try Route(method: request.method, path: request.path)
      let call = ServiceCall(request: request, id: requestID, now: surroundings.now())
      switch route {
      case .upload(let name): return try upload(name, call)
      case .media(let name): return try download(name, call)
      default: return try await answer(route, call)
      }
    } catch let fault as ServiceFault {
      return .refusal(fault, requestID: requestID)
    } catch let rejection as VideoRejection {
      return .rejection(rejection, requestID: requestID)
    } catch {
      return .envelope(
        status: 500, code: 5000, message: "the simulator failed: \(error)", requestID: requestID)
    }
  }

  /// The answer to a request that is refused before it has arrived whole.
  func refuse(_ fault: ServiceFault) -> ServiceResponse {
    .refusal(fault, requestID: randomBytes(16).hexadecimal)
  }

  private func answer(_ route: Route, _ call: ServiceCall) async throws -> ServiceResponse {
    let account = try Authentication(accounts: configuration.accounts)
      .account(of: call.request, now: call.now)
    let data: JSON
    switch route {
    case .selection(.initialize): data = try await initialize(call, account)
    case .selection(.add): data = try changeMarks(call, account) { try $0.add($2, toFrame: $1) }
    case .selection(.delete):
      data = try changeMarks(call, account) { try $0.delete($2, fromFrame: $1) }
    case .selection(.clear): data = try clear(call, account)
    case .selection(.preview): data = try preview(call, account)
    case .create: data = try create(call, account)
    case .list: data = try list(call, account)
    case .task(let id): data = try task(id, call, account)
    case .upload, .media: preconditionFailure("files are answered without an account")
    }
    return .envelope(requestID: call.id, data: data)
  }
}
