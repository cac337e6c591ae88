import CurlTransport
import KlingAPI
import Synchronization
import TestSupport
import Testing

/// A transport with the limits of a test, not of a network.
func makeTransport(connectTimeout: Duration = .seconds(5)) -> CurlTransport {
  CurlTransport(userAgent: "kedit/test", connectTimeout: connectTimeout)
}

/// A request was answered that had to fail.
struct UnexpectedResponse: Error {
  let result: Result<Int, TransportError>
}

extension Transport {
  /// The status, or the error.
  func outcome(_ request: HTTPRequest) async -> Result<Int, TransportError> {
    do throws(TransportError) {
      return .success(try await send(request).head.status)
    } catch {
      return .failure(error)
    }
  }

  /// The error of a request that has to fail.
  func failure(_ request: HTTPRequest) async throws -> TransportError {
    let result = await outcome(request)
    guard case .failure(let error) = result else {
      throw UnexpectedResponse(result: result)
    }
    return error
  }
}

/// Keeps what a download brings; throws where it is told to.
final class RecordingSink: ResponseSink {
  struct Full: Error {}

  struct Record {
    var heads: [HTTPResponseHead] = []
    var body: [UInt8] = []
  }

  /// Opened by the first piece of the body.
  let begun = Gate()
  private let capacity: Int
  private let record = Mutex(Record())

  init(capacity: Int = .max) { self.capacity = capacity }

  var heads: [HTTPResponseHead] { record.withLock(\.heads) }
  var body: [UInt8] { record.withLock(\.body) }

  func begin(_ head: HTTPResponseHead) throws {
    record.withLock { $0.heads.append(head) }
  }

  func receive(_ bytes: UnsafeRawBufferPointer) throws {
    let count = record.withLock { record in
      record.body.append(contentsOf: bytes)
      return record.body.count
    }
    begun.open()
    if count > capacity { throw Full() }
  }
}
