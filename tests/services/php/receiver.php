<?php

// A webhook receiver as a shop writes it in PHP from the gateway's documentation, behind PHP's own web server. It notes
// each delivery in the file RECEIVER_LOG, one JSON object a line: the verdict, and what was posted.
//
// The path says how it behaves besides: /read reads the record from the gateway before it answers, as a shop that trusts
// no webhook does; /busy refuses the first delivery of each body, so that it is sent again.

declare(strict_types=1);

require __DIR__ . '/client.php';

$raw = (string) file_get_contents('php://input');
$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
$api = json_decode((string) getenv('RECEIVER_API'), true, 512, JSON_THROW_ON_ERROR);

// The recipe of the documentation: decode, take the sign out, encode again, compare in constant time.
$data = (array) json_decode($raw, true);
$sign = $data['sign'] ?? '';
unset($data['sign']);
$key = ($data['type'] ?? '') === 'payout' ? $api['payout_key'] : $api['payment_key'];
$hash = md5(base64_encode((string) json_encode($data, JSON_UNESCAPED_UNICODE)) . $key);
$isGenuine = $_SERVER['REQUEST_METHOD'] === 'POST' && is_string($sign) && hash_equals($hash, $sign);

$log = (string) getenv('RECEIVER_LOG');
$isFirst = !str_contains((string) file_get_contents($log), $hash);

$read = null;
if ($isGenuine && $path === '/read') {
    $info = $data['type'] === 'payout' ? payoutInfo($api, ['uuid' => $data['uuid']]) : paymentInfo($api, ['uuid' => $data['uuid']]);
    $record = resultOf($info);
    $read = $record['payment_status'] ?? $record['status'] ?? "HTTP {$info['status']}";
}

$status = match (true) {
    !$isGenuine => 401,
    $path === '/busy' && $isFirst => 503,
    default => 200,
};
$note = compact('isGenuine', 'status', 'path', 'raw', 'hash', 'read');
file_put_contents($log, json_encode($note, JSON_THROW_ON_ERROR) . "\n", FILE_APPEND | LOCK_EX);
http_response_code($status);
