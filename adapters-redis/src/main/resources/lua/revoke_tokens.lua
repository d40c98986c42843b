-- Ends all logins of a user.
--
-- KEYS 1  sorted set  the user's logins: token hashes by expiry in milliseconds
-- ARGV 1  string      what precedes a token's hash in its key, in the slot of KEYS
-- Returns integer     how many there were, those included that had run out

local hashes = redis.call('ZRANGE', KEYS[1], 0, -1)
for _, hash in ipairs(hashes) do
  redis.call('DEL', ARGV[1] .. hash)
end
redis.call('DEL', KEYS[1])
return #hashes
