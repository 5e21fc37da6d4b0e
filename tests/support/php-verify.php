<?php

// Verifies webhooks by the recipe in the gateway's documentation. Reads one JSON array a line: [body, key], and prints
// a line for each: 1 when PHP takes it for genuine, 0 when it does not.

declare(strict_types=1);

while (($line = fgets(STDIN)) !== false) {
    [$body, $key] = json_decode($line, true, 512, JSON_THROW_ON_ERROR);
    $data = json_decode($body, true);
    $sign = $data['sign'] ?? '';
    unset($data['sign']);
    $hash = md5(base64_encode((string) json_encode($data, JSON_UNESCAPED_UNICODE)) . $key);
    echo hash_equals($hash, $sign) ? "1\n" : "0\n";
}
