-- Takes a conversation's messages out of a list of newest ones.
-- KEYS[1] zset   the list
-- ARGV[1] string the conversation's key, with which their places begin
-- returns how many there were

local forgotten = 0
for _, place in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
  if place:sub(1, #ARGV[1]) == ARGV[1] then
    forgotten = forgotten + redis.call('ZREM', KEYS[1], place)
  end
end
return forgotten
