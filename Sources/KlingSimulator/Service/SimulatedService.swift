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
  let links: LinkSigner
  let notices = NoticeBoard()
  let pauses = Pauses()
  let desk = StudioDesk()
  /// Rung when a task is made whose result is to be made.
  let renderBell = Bell()
  /// Rung when a task is made whose changes are to be told.
  let callbackBell = Bell()

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
      links = LinkSigner(key: Array(try store.read { try $0.linkKey() }.utf8))
    } catch {
      throw SimulatorError(cause: .state, description: "cannot open \(file): \(error)")
    }
  }

  /// Answers a request; whatever it is, it gets an answer.
  package func handle(_ request: ServiceRequest) async -> ServiceResponse {
    let requestID = randomBytes(16).hexadecimal
    do {
      let route = try Route(method: request.method, path: request.path)
      let now = surroundings.now()
      let call = ServiceCall(
        request: request, id: requestID, now: now, faults: try meet(route, request, now: now),
        links: links)
      return await deliver(call) { await answer(route, call) }
    } catch let fault as ServiceFault {
      return .refusal(fault, requestID: requestID)
    } catch {
      return .failure(error, requestID: requestID)
    }
  }

  /// Does what a call asks for.
  private func answer(_ route: Route, _ call: ServiceCall) async -> ServiceResponse {
    do {
      switch route {
      case .upload(let name): return try upload(name, call)
      case .media(let name): return try download(name, call)
      default: return .envelope(requestID: call.id, data: try await operate(route, call))
      }
    } catch let fault as ServiceFault {
      return .refusal(fault, requestID: call.id)
    } catch let rejection as VideoRejection {
      return .rejection(rejection, requestID: call.id)
    } catch {
      return .failure(error, requestID: call.id)
    }
  }

  /// The answer to a request that is refused before it has arrived whole.
  func refuse(_ fault: ServiceFault) -> ServiceResponse {
    .refusal(fault, requestID: randomBytes(16).hexadecimal)
  }

  /// Carries out an operation and gives its `data`.
  private func operate(_ route: Route, _ call: ServiceCall) async throws -> JSON {
    let account = try Authentication(accounts: configuration.accounts)
      .account(of: call.request, now: call.now + call.faults.skewSeconds * 1000)
    switch route {
    case .selection(.initialize): return try await initialize(call, account)
    case .selection(.add):
      return try await changeMarks(call, account) { try $0.add($2, toFrame: $1) }
    case .selection(.delete):
      return try await changeMarks(call, account) { try $0.delete($2, fromFrame: $1) }
    case .selection(.clear): return try clear(call, account)
    case .selection(.preview): return try await preview(call, account)
    case .create: return try create(call, account)
    case .list: return try list(call, account)
    case .task(let id): return try task(id, call, account)
    case .upload, .media: preconditionFailure("files are answered without an account")
    }
  }
}
