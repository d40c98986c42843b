-- Forgets a user with all its indexes.
--
-- KEYS 1  hash         the user's record
--      2  sorted set   from where the user logged in
--      3… sorted sets  of user ids
-- ARGV 1  string       the user's id
-- Returns integer      1, or 0 if there was no such user

for i = 3, #KEYS do
  redis.call('ZREM', KEYS[i], ARGV[1])
end
redis.call('DEL', KEYS[2])
return redis.call('DEL', KEYS[1])
