-- Forgets a user with all its indexes.
--
-- KEYS 1  hash         the user's record
--      2  sorted set   from where the user logged in
--      3  string       that the id rests
--      4  set          the ids of kefu and admins in lower case
--      5… sorted sets  of user ids
-- ARGV 1  string       the user's id
--      2  integer      for how long it rests, in milliseconds
-- Returns integer      1, or 0 if there was no such user

local role = redis.call('HGET', KEYS[1], 'r')
if role == 'k' or role == 'a' then redis.call('SREM', KEYS[4], string.lower(ARGV[1])) end
for i = 5, #KEYS do
  redis.call('ZREM', KEYS[i], ARGV[1])
end
redis.call('DEL', KEYS[2])
if redis.call('DEL', KEYS[1]) == 0 then
  return 0
end
redis.call('SET', KEYS[3], '', 'PX', ARGV[2])
return 1
