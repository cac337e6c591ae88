extension LoopbackServer {
  /// What the server does once it has read a request: steps in order, then keeping the connection
  /// for the next request or not.
  package struct Answer: Sendable {
    package enum Step: Sendable {
      case send([UInt8])
      /// Goes on when the gate opens; ends where the client hangs up first.
      case wait(Gate)
      /// Opens a gate, so that a test knows how far the server is.
      case open(Gate)
      /// Closes the connection with a reset; nothing after it is done.
      case reset
    }

    package var steps: [Step]
    package var keepsConnection: Bool

    package init(_ steps: [Step], keepsConnection: Bool = true) {
      self.steps = steps
      self.keepsConnection = keepsConnection
    }

    /// A sound answer with its `Content-Length`.
    package static func status(
      _ status: Int, headers: [(name: String, value: String)] = [], body: [UInt8] = []
    ) -> Answer {
      let length = [("Content-Length", String(body.count))]
      return Answer([.send(head(status, headers + length)), .send(body)])
    }

    package static func text(
      _ status: Int, _ text: String, headers: [(name: String, value: String)] = []
    ) -> Answer {
      .status(
        status, headers: [("Content-Type", "text/plain; charset=utf-8")] + headers,
        body: Array(text.utf8))
    }

    package static func json(
      _ status: Int, _ text: String, headers: [(name: String, value: String)] = []
    ) -> Answer {
      .status(
        status, headers: [("Content-Type", "application/json")] + headers, body: Array(text.utf8))
    }

    package static func redirect(_ status: Int = 302, to location: String) -> Answer {
      .status(status, headers: [("Location", location)])
    }

    /// Closes the connection, cleanly, without a byte of an answer.
    package static var drop: Answer { Answer([], keepsConnection: false) }

    /// Resets the connection without a byte of an answer.
    package static var reset: Answer { Answer([.reset]) }

    /// These bytes, whatever they are, then the end of the connection.
    package static func raw(_ bytes: String) -> Answer {
      Answer([.send(Array(bytes.utf8))], keepsConnection: false)
    }

    /// Announces more than it sends, then closes the connection.
    package static func truncated(_ body: [UInt8], announcing length: Int) -> Answer {
      Answer(
        [.send(head(200, [("Content-Length", String(length))])), .send(body)],
        keepsConnection: false)
    }

    /// A body in chunks, without a length; `.wait` steps may stand between the pieces.
    package static func chunked(_ pieces: [Step], status: Int = 200) -> Answer {
      var steps = [Step.send(head(status, [("Transfer-Encoding", "chunked")]))]
      for piece in pieces {
        if case .send(let bytes) = piece {
          let size = String(bytes.count, radix: 16)
          steps.append(.send(Array("\(size)\r\n".utf8) + bytes + Array("\r\n".utf8)))
        } else {
          steps.append(piece)
        }
      }
      return Answer(steps + [.send(Array("0\r\n\r\n".utf8))])
    }

    /// The same answer, but nothing of it before the gate opens.
    package func stalled(until gate: Gate) -> Answer {
      Answer([.wait(gate)] + steps, keepsConnection: keepsConnection)
    }

    /// The same answer, and then the end of the connection, unannounced.
    package func thenDropping() -> Answer {
      Answer(steps, keepsConnection: false)
    }

    /// Status line and headers with the empty line that ends them.
    package static func head(_ status: Int, _ headers: [(name: String, value: String)]) -> [UInt8] {
      var text = "HTTP/1.1 \(status) \(status < 400 ? "OK" : "Error")\r\n"
      for header in headers { text += "\(header.name): \(header.value)\r\n" }
      return Array((text + "\r\n").utf8)
    }
  }
}
