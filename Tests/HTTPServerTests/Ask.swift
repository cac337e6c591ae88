import TestSupport

/// One request on a connection of its own, which the client ends.
func ask(_ port: UInt16, _ request: String) throws -> RawClient.Reply? {
  let client = try RawClient(port: port)
  client.send(request)
  return client.readReply(toHead: request.hasPrefix("HEAD"))
}
