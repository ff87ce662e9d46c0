INSERT INTO alert (code, subject, fingerprint, severity, title, body, run_key, raised_at, tried_at)
VALUES ($code, $subject, $fingerprint, $severity, $title, $body, $run_key, $now, $now)
