-- Replaces fields of a user that exists.
--
-- KEYS 1  hash        the user's record
--      2  sorted set  the kefu by creation
--      3  sorted set  the admins by creation
-- ARGV 1  string      the user's id
--      2  string      k to make a kefu of an admin, a for the other way round; or empty
--      3… pairs       fields and their new values; an empty value removes the field
-- Returns integer     1, or 0 if there is no such user

if redis.call('EXISTS', KEYS[1]) == 0 then
  return 0
end

for i = 3, #ARGV, 2 do
  if ARGV[i + 1] == '' then
    redis.call('HDEL', KEYS[1], ARGV[i])
  else
    redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1])
  end
end
if ARGV[2] ~= '' then
  redis.call('HSET', KEYS[1], 'r', ARGV[2])
  local is_kefu = ARGV[2] == 'k'
  redis.call('ZREM', is_kefu and KEYS[3] or KEYS[2], ARGV[1])
  redis.call('ZADD', is_kefu and KEYS[2] or KEYS[3], redis.call('HGET', KEYS[1], 'c'), ARGV[1])
end
return 1
