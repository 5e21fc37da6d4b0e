<?php

// A client as a shop writes it in PHP from the gateway's documentation: one function a request. Nothing of it is taken
// from this package. PHP escapes slashes and everything beyond ASCII unless it is told otherwise.

declare(strict_types=1);

// A warning of PHP ends the program: an answer that could not be read is no answer.
set_error_handler(static fn (int $level, string $message) => throw new ErrorException($message, 0, $level));

/** Sends one request, signed as the documentation says, and returns what was sent with what was answered. */
function send(array $api, string $method, string $path, string $body, string $key, ?string $signed = null): array
{
    $sign = md5(base64_encode($signed ?? $body) . $api[$key]);
    $context = stream_context_create(['http' => [
        'method' => $method,
        'header' => ['merchant: ' . $api['merchant'], 'sign: ' . $sign, 'Content-Type: application/json'],
        'content' => $body,
        'protocol_version' => 1.1,
        'ignore_errors' => true,
        'follow_location' => 0,
        'timeout' => 10,
    ]]);
    $answer = file_get_contents($api['url'] . $path, false, $context);
    $status = (int) (explode(' ', $http_response_header[0] ?? '')[1] ?? 0);
    return ['method' => $method, 'path' => $path, 'sent' => $body, 'status' => $status, 'answer' => (string) $answer];
}

/** Posts params, or a text that is JSON already. */
function post(array $api, string $path, array|string $params, string $key = 'payment_key'): array
{
    return send($api, 'POST', $path, is_string($params) ? $params : json_encode($params, JSON_THROW_ON_ERROR), $key);
}

/** Adds a cursor to a path: it travels in the query and is not signed. */
function paged(string $path, ?string $cursor): string
{
    return $cursor === null ? $path : $path . '?cursor=' . rawurlencode($cursor);
}

/** The result of an answer; an empty array for a refusal. */
function resultOf(array $exchange): array
{
    $result = json_decode($exchange['answer'], true)['result'] ?? [];
    return is_array($result) ? $result : [];
}

function createPayment(array $api, array|string $params): array
{
    return post($api, '/v1/payment', $params);
}

function paymentInfo(array $api, array|string $params): array
{
    return post($api, '/v1/payment/info', $params);
}

function paymentList(array $api, array|string $params, ?string $cursor = null): array
{
    return post($api, paged('/v1/payment/list', $cursor), $params);
}

function paymentServices(array $api, array|string $params): array
{
    return post($api, '/v1/payment/services', $params);
}

function paymentQr(array $api, array $params): array
{
    return post($api, '/v1/payment/qr', $params);
}

/** Cryptomus documents the payment key for it, Heleket the payout key. */
function refundPayment(array $api, array $params): array
{
    return post($api, '/v1/payment/refund', $params, $api['gateway'] === 'heleket' ? 'payout_key' : 'payment_key');
}

/** The path of every generation of the documentation but the newest, and of Heleket. */
function resendWebhook(array $api, array $params): array
{
    return post($api, '/v1/payment/resend', $params);
}

/** The newest path, of Cryptomus only. */
function resendWebhookV2(array $api, array $params): array
{
    return post($api, '/v2/payment/resend', $params);
}

function markAsPaid(array $api, array $params): array
{
    return post($api, '/v1/payment/mark-as-paid', $params);
}

function amlLinks(array $api, array $params): array
{
    return post($api, '/v1/payment/aml-links', $params);
}

function discountList(array $api, array|string $params): array
{
    return post($api, '/v1/payment/discount/list', $params);
}

function setDiscount(array $api, array $params): array
{
    return post($api, '/v1/payment/discount/set', $params);
}

function createWallet(array $api, array $params): array
{
    return post($api, '/v1/wallet', $params);
}

function walletQr(array $api, array $params): array
{
    return post($api, '/v1/wallet/qr', $params);
}

function blockAddress(array $api, array $params): array
{
    return post($api, '/v1/wallet/block-address', $params);
}

function refundBlockedAddress(array $api, array $params): array
{
    return post($api, '/v1/wallet/blocked-address-refund', $params);
}

function createRecurrence(array $api, array $params): array
{
    return post($api, '/v1/recurrence/create', $params);
}

function recurrenceInfo(array $api, array $params): array
{
    return post($api, '/v1/recurrence/info', $params);
}

function recurrenceList(array $api, array|string $params, ?string $cursor = null): array
{
    return post($api, paged('/v1/recurrence/list', $cursor), $params);
}

function cancelRecurrence(array $api, array $params): array
{
    return post($api, '/v1/recurrence/cancel', $params);
}

function balance(array $api, array|string $params): array
{
    return post($api, '/v1/balance', $params);
}

function exchangeRates(array $api, string $currency): array
{
    return send($api, 'GET', "/v1/exchange-rate/$currency/list", '', 'payment_key');
}

/** How older clients of Heleket ask for rates. */
function postExchangeRates(array $api, string $currency): array
{
    return post($api, "/v1/exchange-rate/$currency/list", []);
}

function createPayout(array $api, array|string $params): array
{
    return post($api, '/v1/payout', $params, 'payout_key');
}

function payoutInfo(array $api, array $params): array
{
    return post($api, '/v1/payout/info', $params, 'payout_key');
}

function payoutList(array $api, array|string $params, ?string $cursor = null): array
{
    return post($api, paged('/v1/payout/list', $cursor), $params, 'payout_key');
}

function payoutServices(array $api, array|string $params): array
{
    return post($api, '/v1/payout/services', $params, 'payout_key');
}

/** The path in the documentation of Heleket. */
function payoutCalc(array $api, array $params): array
{
    return post($api, '/v1/payout/calc', $params, 'payout_key');
}

/** The path in the SDKs of Heleket. */
function payoutCalculate(array $api, array $params): array
{
    return post($api, '/v1/payout/calculate', $params, 'payout_key');
}

function transferToPersonal(array $api, array $params): array
{
    return post($api, '/v1/transfer/to-personal', $params, 'payout_key');
}

function transferToBusiness(array $api, array $params): array
{
    return post($api, '/v1/transfer/to-business', $params, 'payout_key');
}

function testPaymentWebhook(array $api, array $params): array
{
    return post($api, '/v1/test-webhook/payment', $params);
}

function testWalletWebhook(array $api, array $params): array
{
    return post($api, '/v1/test-webhook/wallet', $params);
}

/** No page says which key signs it, and clients disagree. */
function testPayoutWebhook(array $api, array $params, string $key = 'payout_key'): array
{
    return post($api, '/v1/test-webhook/payout', $params, $key);
}
