import Glibc
import HTTPServer
import PosixThreads

/// The simulator on 127.0.0.1, reached through the same HTTP as the service.
///
/// It serves from the moment it is made until `stop`, or until its last reference goes.
package final class SimulatorServer: Sendable {
  private let server: HTTPServer
  private let service: SimulatedService
  /// Sends the callbacks.
  private let postman: Task<Void, Never>?
  /// Makes the results of tasks.
  private let editor: Task<Void, Never>?

  /// Starts serving.
  ///
  /// Sessions, tasks and media are kept in `stateFolder`, which is made where it is missing and
  /// which several servers, of several processes too, may share. The port 0 stands for one that is
  /// free. Without `callbacks` nobody is told of a task's changes. `onRequest` gets every request as it arrived, in order, before it is answered.
  ///
  /// - Throws: `SimulatorError` where the folder or the port cannot be used.
  package init(
    stateFolder: String, port: UInt16 = 0, configuration: SimulatorConfiguration,
    surroundings: SimulatorSurroundings, callbacks: CallbackSettings? = nil,
    onRequest: @escaping @Sendable (ServiceRequest) -> Void = { _ in }
  ) throws(SimulatorError) {
    let service = try SimulatedService(
      stateFolder: stateFolder, configuration: configuration, surroundings: surroundings)
    self.service = service
    do {
      server = try HTTPServer(
        port: port,
        admit: { head in SimulatorServer.admission(of: head, to: service) },
        handler: { request in
          let request = ServiceRequest(request)
          onRequest(request)
          let response = waitForTask { await service.handle(request) }
          // The file of an upload that was refused; one that was taken has another name by now.
          if case .file(let path, _) = request.body { _ = unlink(path) }
          return HTTPServerResponse(response, latency: configuration.latency)
        })
    } catch {
      throw SimulatorError(cause: .port, description: "\(error)")
    }
    let host = "127.0.0.1:\(server.port)"
    editor = surroundings.studio.map { _ in Task { await service.renderTasks() } }
    postman = callbacks.map { callbacks in
      Task { await service.sendCallbacks(callbacks, host: host) }
    }
  }

  /// The base URL of the API, without a slash at the end: `http://127.0.0.1:PORT`.
  package var baseURL: String { server.url }

  /// The URL below which files can be put, with a slash at the end.
  package var uploadURL: String { server.url + Route.uploadPath }

  package var port: UInt16 { server.port }

  deinit { endWaits() }

  /// Ends the server after what is under way; the state stays in its folder.
  package func stop() {
    endWaits()
    server.stop()
  }

  private func endWaits() {
    service.pauses.end()
    service.desk.close()
    editor?.cancel()
    postman?.cancel()
  }

  /// What has come and what was made of it so far.
  package func ledger() throws(SimulatorError) -> SimulatorLedger { try service.ledger() }

  /// Uploads go to a file as they arrive; a call whose body is announced to be far too long is
  /// refused without reading it, in the service's form.
  private static func admission(
    of head: HTTPServerRequest.Head, to service: SimulatedService
  ) -> HTTPServerAdmission {
    let isUpload = head.method == "PUT" && head.path.hasPrefix(Route.uploadPath)
    if isUpload { return .file(path: service.draftPath(), limit: 2 << 30) }
    let limit = ServiceCall.maximumBodyBytes * 2
    let announced = head.header("Content-Length").flatMap { Int($0) } ?? 0
    return announced <= limit
      ? .bytes(limit: limit)
      : .refuse(HTTPServerResponse(service.refuse(ServiceCall.bodyFault), latency: .zero))
  }
}

extension ServiceRequest {
  fileprivate init(_ request: HTTPServerRequest) {
    self.init(
      request.head.method, request.head.path,
      query: request.head.queryItems.map { Field($0.name, $0.value) },
      headers: request.head.headers.map { Field($0.name, $0.value) })
    switch request.body {
    case .bytes(let bytes): body = .bytes(bytes)
    case .file(let path, let size): body = .file(path: path, size: size)
    }
  }
}

extension HTTPServerResponse {
  fileprivate init(_ response: ServiceResponse, latency: Duration) {
    self.init(
      status: response.status, headers: response.headers.map { ($0.name, $0.value) },
      delay: latency + response.delay, fault: response.fault)
    switch response.body {
    case .bytes(let bytes): body = .bytes(bytes)
    case .file(let path): body = .file(path: path)
    }
  }
}
