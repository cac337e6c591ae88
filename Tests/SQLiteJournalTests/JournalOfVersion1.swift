/// A journal as the first version of kedit wrote it, as SQL; there are such files on people's disks.
let journalOfVersion1 = """
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

  PRAGMA user_version = 1;
  INSERT INTO scopes VALUES (1, 'kling', 'https://x', 'a');
  INSERT INTO runs VALUES (1, 1, 'a.kedit', '{}', '/s', '/o', 0, NULL, NULL, 10, 20, NULL);
  INSERT INTO edits VALUES (1, 0, 'a', 'f-a', 'kedit-1', 'creating', NULL, NULL);
  INSERT INTO attempts VALUES (1, 1, 'kedit-1', 'f-a', 1, NULL, NULL, 1, 1, 1, 'creating', NULL);
  INSERT INTO sessions VALUES (1, 's1', 1, 100, '30.0', '5000', 1280, 720, 150, NULL);
  INSERT INTO sessions VALUES (1, 's2', 1, 200, '30.0', '5000', 1280, 720, 150, 'https://x/n.mp4');
  INSERT INTO marks VALUES (1, 's1', 1, '[{"x":0.125,"y":0.5}]');
  INSERT INTO marks VALUES (1, 's2', 3, '[{"x":0.25,"y":0.5}]');
  INSERT INTO marks VALUES (1, 's2', 149, '[{"x":0.75,"y":0.5},{"x":0.875,"y":0.5}]');
  INSERT INTO files VALUES (1, 1, 't1', '/o/a.mp4', 'cafe', 9, 300);
  INSERT INTO history VALUES (1, 1, 'a', 1, 50, 'pending', 'creating', '', '{}');
  """
