/// What one can ask of the simulator.
package struct SimulatorConfiguration: Sendable {
  /// Who may call it.
  package var accounts: [SimulatedAccount]
  /// How many tasks of an account may be under way at once; the service's packs allow 5 to 20.
  package var concurrency: Int
  /// How long a task stays `submitted`.
  package var queueTime: Duration
  /// How long a task is `processing` after that.
  package var renderTime: Duration
  /// How long every answer is held back.
  package var latency: Duration
  /// Why a task will fail in the end, by its `external_task_id` (empty where it has none); nothing
  /// lets it succeed. Asked once, when the task is created.
  package var taskFailure: @Sendable (_ externalTaskID: String) -> String?
  /// What goes wrong on demand.
  package var faults: FaultScript

  package init(
    accounts: [SimulatedAccount], concurrency: Int = 5, queueTime: Duration = .seconds(1),
    renderTime: Duration = .seconds(3), latency: Duration = .zero,
    taskFailure: @escaping @Sendable (_ externalTaskID: String) -> String? = { _ in nil },
    faults: FaultScript = .none
  ) {
    self.accounts = accounts
    self.concurrency = concurrency
    self.queueTime = queueTime
    self.renderTime = renderTime
    self.latency = latency
    self.taskFailure = taskFailure
    self.faults = faults
  }
}

/// An account with its keys: sessions, tasks and external ids belong to it, whatever key was used.
package struct SimulatedAccount: Hashable, Sendable {
  /// Access key and secret key, with which a client signs its tokens.
  package struct KeyPair: Hashable, Sendable {
    package let accessKey: String
    package let secretKey: String

    package init(accessKey: String, secretKey: String) {
      self.accessKey = accessKey
      self.secretKey = secretKey
    }
  }

  /// The name under which the state folder keeps what is the account's.
  package let name: String
  /// Static keys, sent as they are.
  package let apiKeys: [String]
  package let keyPairs: [KeyPair]

  package init(_ name: String = "default", apiKeys: [String] = [], keyPairs: [KeyPair] = []) {
    self.name = name
    self.apiKeys = apiKeys
    self.keyPairs = keyPairs
  }
}
