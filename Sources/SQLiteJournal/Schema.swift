import SQLite

/// The tables of the journal, and how an older file is brought up to date.
enum Schema {
  /// What each version added, the first first. What stands here has been written to people's disks
  /// and is never changed: a change is another entry.
  private static let migrations = [
    """
    -- Whose tasks: what one account did at one service is nothing to another.
    CREATE TABLE scopes (
      id INTEGER PRIMARY KEY,
      provider TEXT NOT NULL,
      base_url TEXT NOT NULL,
      account TEXT NOT NULL,
      UNIQUE (provider, base_url, account)
    ) STRICT;

    CREATE TABLE runs (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      scope INTEGER NOT NULL REFERENCES scopes,
      source TEXT NOT NULL,
      plan TEXT NOT NULL,
      source_folder TEXT NOT NULL,
      output_folder TEXT NOT NULL,
      preview INTEGER NOT NULL,
      random_part TEXT,
      maximum_units TEXT,
      begun_at INTEGER NOT NULL,
      approved_at INTEGER,
      ended_at INTEGER
    ) STRICT;

    -- The edits of a run, and what the run has made of them.
    CREATE TABLE edits (
      run INTEGER NOT NULL REFERENCES runs,
      position INTEGER NOT NULL,
      name TEXT NOT NULL,
      fingerprint TEXT NOT NULL,
      external_task_id TEXT,
      state TEXT NOT NULL,
      failure_kind INTEGER,
      failure TEXT,
      PRIMARY KEY (run, position),
      UNIQUE (run, name)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX edits_by_fingerprint ON edits (fingerprint);

    -- One a task that was, or was meant to be, made for an edit.
    CREATE TABLE attempts (
      id INTEGER PRIMARY KEY,
      scope INTEGER NOT NULL REFERENCES scopes,
      external_task_id TEXT NOT NULL,
      fingerprint TEXT NOT NULL,
      number INTEGER NOT NULL,
      random_part TEXT,
      parent_id TEXT,
      is_derived INTEGER NOT NULL,
      is_original INTEGER NOT NULL,
      run INTEGER NOT NULL REFERENCES runs,
      state TEXT NOT NULL,
      request TEXT,
      UNIQUE (scope, external_task_id, fingerprint)
    ) STRICT;
    CREATE INDEX attempts_by_fingerprint ON attempts (scope, fingerprint);

    CREATE TABLE sessions (
      scope INTEGER NOT NULL REFERENCES scopes,
      id TEXT NOT NULL,
      attempt INTEGER NOT NULL REFERENCES attempts,
      opened_at INTEGER NOT NULL,
      frames_per_second TEXT NOT NULL,
      duration_milliseconds TEXT NOT NULL,
      width INTEGER NOT NULL,
      height INTEGER NOT NULL,
      frame_count INTEGER NOT NULL,
      normalized_video TEXT,
      PRIMARY KEY (scope, id)
    ) STRICT;
    CREATE INDEX sessions_by_attempt ON sessions (attempt);

    CREATE TABLE marks (
      scope INTEGER NOT NULL,
      session TEXT NOT NULL,
      frame INTEGER NOT NULL,
      points TEXT NOT NULL,
      PRIMARY KEY (scope, session, frame),
      FOREIGN KEY (scope, session) REFERENCES sessions
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE tasks (
      scope INTEGER NOT NULL REFERENCES scopes,
      id TEXT NOT NULL,
      attempt INTEGER NOT NULL REFERENCES attempts,
      external_id TEXT,
      status TEXT NOT NULL,
      status_message TEXT,
      watermark INTEGER,
      units TEXT,
      created_at INTEGER,
      updated_at INTEGER,
      seen_at INTEGER NOT NULL,
      PRIMARY KEY (scope, id)
    ) STRICT;
    CREATE INDEX tasks_by_attempt ON tasks (attempt);

    -- The videos that a task made, with their links, which do not live for ever.
    CREATE TABLE videos (
      scope INTEGER NOT NULL,
      task TEXT NOT NULL,
      number INTEGER NOT NULL,
      id TEXT,
      session TEXT,
      url TEXT,
      watermark_url TEXT,
      duration TEXT,
      expires_at INTEGER NOT NULL,
      PRIMARY KEY (scope, task, number),
      FOREIGN KEY (scope, task) REFERENCES tasks
    ) STRICT, WITHOUT ROWID;

    -- Files that were moved, or were just about to be moved, to their place.
    CREATE TABLE files (
      id INTEGER PRIMARY KEY,
      attempt INTEGER NOT NULL REFERENCES attempts,
      task TEXT,
      location TEXT NOT NULL,
      sha256 TEXT NOT NULL,
      size INTEGER NOT NULL,
      placed_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX files_by_attempt ON files (attempt);
    CREATE INDEX files_by_location ON files (location);

    -- Which run holds which edit, in which process.
    CREATE TABLE claims (
      scope INTEGER NOT NULL REFERENCES scopes,
      fingerprint TEXT NOT NULL,
      run INTEGER NOT NULL REFERENCES runs,
      host TEXT NOT NULL,
      process INTEGER NOT NULL,
      process_start TEXT NOT NULL,
      since INTEGER NOT NULL,
      PRIMARY KEY (scope, fingerprint)
    ) STRICT, WITHOUT ROWID;

    -- Every step of every edit.
    CREATE TABLE history (
      id INTEGER PRIMARY KEY,
      run INTEGER NOT NULL REFERENCES runs,
      edit TEXT NOT NULL,
      attempt INTEGER NOT NULL REFERENCES attempts,
      at INTEGER NOT NULL,
      from_state TEXT NOT NULL,
      to_state TEXT NOT NULL,
      fact TEXT NOT NULL,
      detail TEXT NOT NULL
    ) STRICT;
    CREATE INDEX history_by_run ON history (run);
    """,
    """
    -- A person may go on in one session after a task was made from it: several attempts share it, each
    -- with the marks that stood when it was the attempt's turn.
    CREATE TABLE attempt_sessions (
      attempt INTEGER NOT NULL REFERENCES attempts,
      scope INTEGER NOT NULL REFERENCES scopes,
      id TEXT NOT NULL,
      opened_at INTEGER NOT NULL,
      frames_per_second TEXT NOT NULL,
      duration_milliseconds TEXT NOT NULL,
      width INTEGER NOT NULL,
      height INTEGER NOT NULL,
      frame_count INTEGER NOT NULL,
      normalized_video TEXT,
      PRIMARY KEY (attempt, id)
    ) STRICT;
    INSERT INTO attempt_sessions
      SELECT attempt, scope, id, opened_at, frames_per_second, duration_milliseconds, width, height,
        frame_count, normalized_video
      FROM sessions ORDER BY opened_at, rowid;

    CREATE TABLE attempt_marks (
      attempt INTEGER NOT NULL,
      session TEXT NOT NULL,
      frame INTEGER NOT NULL,
      points TEXT NOT NULL,
      PRIMARY KEY (attempt, session, frame),
      FOREIGN KEY (attempt, session) REFERENCES attempt_sessions
    ) STRICT, WITHOUT ROWID;
    INSERT INTO attempt_marks
      SELECT sessions.attempt, marks.session, marks.frame, marks.points
      FROM marks JOIN sessions ON sessions.scope = marks.scope AND sessions.id = marks.session;

    DROP TABLE marks;
    DROP TABLE sessions;
    ALTER TABLE attempt_sessions RENAME TO sessions;
    ALTER TABLE attempt_marks RENAME TO marks;
    CREATE INDEX sessions_by_id ON sessions (scope, id);
    """,
    """
    -- Previews that were moved, or were just about to be moved, to their place outside of any run.
    CREATE TABLE previews (
      scope INTEGER NOT NULL REFERENCES scopes,
      location TEXT NOT NULL,
      sha256 TEXT NOT NULL,
      placed_at INTEGER NOT NULL,
      PRIMARY KEY (scope, location, sha256)
    ) STRICT, WITHOUT ROWID;

    -- What a person has under way step by step, and in which process.
    CREATE TABLE editing_sessions (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      scope INTEGER NOT NULL REFERENCES scopes,
      folder TEXT NOT NULL,
      name TEXT NOT NULL,
      document TEXT NOT NULL,
      state TEXT NOT NULL,
      updated_at INTEGER NOT NULL,
      host TEXT NOT NULL,
      process INTEGER NOT NULL,
      process_start TEXT NOT NULL
    ) STRICT;
    """,
    """
    -- What the service takes for marked on a frame, an object a row: COCO's run lengths, the size as the
    -- service gave it.
    CREATE TABLE masks (
      attempt INTEGER NOT NULL,
      session TEXT NOT NULL,
      frame INTEGER NOT NULL,
      number INTEGER NOT NULL,
      object INTEGER NOT NULL,
      first_side INTEGER NOT NULL,
      second_side INTEGER NOT NULL,
      counts TEXT NOT NULL,
      PRIMARY KEY (attempt, session, frame, number),
      FOREIGN KEY (attempt, session, frame) REFERENCES marks ON DELETE CASCADE
    ) STRICT;
    """,
  ]

  static var version: Int { migrations.count }

  /// Brings the file to the newest version, in one step.
  ///
  /// - Throws: `NewerJournal` where a newer program has written it, or what SQLite throws.
  static func migrate(_ database: Database) throws {
    if try database.userVersion() == version { return }
    try database.transaction {
      let found = try database.userVersion()
      guard 0...version ~= found else { throw NewerJournal(found: found) }
      for migration in migrations[found...] { try database.execute(script: migration) }
      try database.setUserVersion(Int32(version))
    }
  }

  /// Makes sure that the file can be read as it is.
  ///
  /// - Throws: `NewerJournal`, `OlderJournal`, or what SQLite throws.
  static func check(_ database: Database) throws {
    let found = try database.userVersion()
    if found > version { throw NewerJournal(found: found) }
    if found < version { throw OlderJournal() }
  }
}

/// The file lacks what this program has added to it since.
struct OlderJournal: Error {}

/// The file was written by a program that knows more than this one.
struct NewerJournal: Error {
  let found: Int
}
