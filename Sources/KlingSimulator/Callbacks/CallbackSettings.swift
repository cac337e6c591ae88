/// A callback on its way to a client.
package struct CallbackLetter: Hashable, Sendable {
  package let url: String
  package let headers: [ServiceRequest.Field]
  package let body: [UInt8]
}

/// How a simulator tells clients that a task has changed.
package struct CallbackSettings: Sendable {
  /// With which letters are signed; nothing leaves them unsigned.
  package var secret: WebhookSecret?
  /// Sends a letter by POST, and tells whether it was taken.
  package var send: @Sendable (CallbackLetter) async -> Bool

  package init(
    secret: WebhookSecret? = nil, send: @escaping @Sendable (CallbackLetter) async -> Bool
  ) {
    self.secret = secret
    self.send = send
  }
}
