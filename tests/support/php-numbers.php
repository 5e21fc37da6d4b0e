<?php

// Prints the JSON of a double for each line of 16 hex digits: its bytes, the highest first.

declare(strict_types=1);

while (($line = fgets(STDIN)) !== false) {
    echo json_encode(unpack('E', hex2bin(trim($line)))[1], JSON_THROW_ON_ERROR), "\n";
}
