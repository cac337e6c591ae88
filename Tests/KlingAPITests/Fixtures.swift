import Crypto
import KlingAPI
import Synchronization

/// A clock that stands still until it is moved.
final class ManualTime: Sendable {
  private let seconds: Mutex<Int>

  init(_ seconds: Int = 1_700_000_000) {
    self.seconds = Mutex(seconds)
  }

  func advance(by seconds: Int) {
    self.seconds.withLock { $0 += seconds }
  }

  var time: KlingClient.Time {
    KlingClient.Time(
      unixSeconds: { self.seconds.withLock { $0 } },
      uptime: { .seconds(self.seconds.withLock { $0 }) })
  }
}

let hmac: HMACFunction = { key, message in HMACSHA256.authenticate(message: message, key: key) }

func client(
  _ transport: ScriptedTransport, credentials: Credentials = .apiKey(Secret("key-of-test")),
  time: ManualTime = ManualTime(), observe: (@Sendable (CallEvent) -> Void)? = nil
) throws -> KlingClient {
  KlingClient(
    baseURL: try BaseURL("https://api.example.com/kling/"), credentials: credentials,
    transport: transport, hmac: hmac, time: time.time, observe: observe)
}

let keyPair = Credentials.keyPair(accessKey: Secret("ak-test"), secretKey: Secret("sk-test"))

/// An envelope of success around `data`.
func success(_ data: String) -> ScriptedTransport.Reply {
  .http(200, #"{"code":0,"message":"SUCCEED","request_id":"r-1","data":"# + data + "}")
}

let parsedVideo =
  #"{"status":0,"session_id":"s1","fps":30.0,"original_duration":5041,"width":1280,"#
  + #""height":720,"total_frame":151,"normalized_video":"https://x.example/v.mp4"}"#

let submitted = #"{"task_id":"t1","task_status":"submitted","created_at":1722769557708}"#

func creation(images: [String]) -> CreateTaskRequest {
  CreateTaskRequest(
    modelName: nil, sessionID: "s", editMode: .addition, images: images, prompt: "p",
    negativePrompt: nil, mode: .std, duration: .five, watermark: nil, callbackURL: nil,
    externalTaskID: "e")
}
